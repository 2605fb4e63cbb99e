// What browsers see: the pages behind streaming URLs, and what this server is.
import type { World } from '../base/world';
import type { HttpAnswer } from '../protocol/answer';
import { authenticate } from '../streaming/authenticate';
import { pageHeaders } from '../streaming/html';
import type { Page } from '../streaming/page';
import type { Subject } from './log';

/** Answers a GET. @param query the part of the URL after `?` */
export function getPage(path: string, query: string, world: World): { subject: Subject; answer: HttpAnswer } {
  if (path !== '/authenticate') {
    return {
      subject: { operation: 'GET', region: '', accessKeyId: '' },
      answer: {
        status: path === '/' ? 200 : 404,
        body: 'This is an AppStream simulator. Give its address to an AWS client as endpoint URL.\n',
        contentType: 'text/plain; charset=utf-8',
      },
    };
  }
  return showPage('authenticate', authenticate(query, world));
}

/** @param operation what the log calls it */
export function showPage(operation: string, { status, html, region }: Page): { subject: Subject; answer: HttpAnswer } {
  return {
    subject: { operation, region, accessKeyId: '' },
    answer: { status, body: html, contentType: 'text/html; charset=utf-8', headers: pageHeaders },
  };
}
