import { type ScaleName } from '../levels/scales';
import { type Role } from './roles';

const names = (text: string): string[] => text.split(/\s+/);

/**
 * The usual names, the most specific first, lower-case and without `_`, `-`, `.` and the like: of OpenTelemetry, the
 * Elastic Common Schema, Kubernetes, syslog, journald, GELF, W3C, and the loggers and servers named in docs/sources.md;
 * behind them those of tables that people make, in some languages.
 */
export const USUAL: Readonly<Record<Role, readonly string[]>> = {
  time: names(
    'timestamp time ts datetime eventtime eventtimestamp timegenerated lasttimestamp requestreceivedtimestamp timestampns timestampms timestampus timeunixnano observedtimeunixnano ' +
      'timemillis instantepochsecond epoch epochms asctime logtime logtimestamp realtimetimestamp created createdat datecreated datecreate createtime creationtime timecreatedsystemtime timecreated ' +
      'zeitstempel datumzeit uhrzeit zeit horodatage heure fechahora hora tijd время 日時 时间 時刻 datum fecha дата 日期 日付 ' +
      'date t'
  ),
  level: names(
    `severitytext levelname levelstr levellevelstr leveldisplayname level severity loglevel lvl logseverity
    logsyslogseverityname syslogseverityname severitynumber levelno levelvalue levellevel severitylevel severityvalue
    logsyslogseveritycode syslogseveritycode syslogseverity priority entrytype eventlevelname eventlevel errorlevel msglevel
    errorseverity messagetype sev levl lv stufe ebene schweregrad niveau nivel livello уровень 级别 レベル l s detectedlevel type tags`
  ),
  service: [
    ...names(
      `devname servicename service svc app application appname applicationname serviceid component microservice otelservicename
      appid functionname functionappname routername backendname vhost virtualhost ssitename cloudrolename approlename
      dienst anwendung servicio aplicación servizio сервис 服务 サービス`
    ),
    ...names(
      `appkubernetesioname labelsappkubernetesioname appkubernetesioinstance labelsapp k8sapp k8sdeploymentname deployment
      deploymentname k8sstatefulsetname statefulset k8sdaemonsetname daemonset workload workloadname k8scronjobname
      k8sjobname comdockercomposeservice k8scontainername container containername ecscontainername upstreamcluster`
    ),
    ...names(
      `syslogidentifier systemdunit eventsource processimagepath program programname appprocname unit job providername sourcename k8spodname pod podname
      cshost xhostheader`
    ),
  ],
  message: names(
    `message msg body log line eventmessage resultdescription event text content logmessage textpayload renderedmessage shortmessage fullmessage rawmessage
    nachricht meldung mensaje messaggio mensagem сообщение 消息 メッセージ m
    mt messagetemplate exception errormessage errmessage exceptionmessage error err raw data`
  ),
  responseTime: names(
    `responsetime duration latency elapsed elapsedtime timeelapsed took timetaken requesttime requestduration
    responseduration processingtime processtime executiontime exectime totaltime totalelapsedtime timetoresponse timespent timeused costtime timecost
    responselatency durationhuman latencyhuman httpduration httpresponsetime httprequestduration httpserverduration
    httpserverrequestduration httplatency eventduration spanduration latenciesrequest grpctime edgetimetofirstbyte
    originresponseduration reqtime resptime rtime turnaroundtime querytime qtime dur upstreamresponsetime rt dauer durée duración durata`
  ),
  statusCode: names(
    `statuscode httpstatuscode httpresponsestatuscode httpstatus responsestatus responsestatuscode responsecode
    httpresponsecode httpcode resstatuscode resstatus respstatus downstreamstatus edgeresponsestatus originstatus
    elbstatuscode scstatus responsecodesent resultcode replystatus targetstatuscode status code response upstreamstatus`
  ),
  traceId: names(
    `traceid oteltraceid xb3traceid ddtraceid amzntraceid xamzntraceid xraytraceid trace logginggoogleapiscomtrace
    operationid correlationid xcorrelationid requestid xrequestid reqid awsrequestid tr xedgerequestid`
  ),
};

/** On which scale the numbers of a level are, where its name shows it. */
export const SCALE_OF_NAME: Readonly<Record<string, ScaleName>> = {
  severitynumber: 'openTelemetry',
  levelno: 'python',
  levelvalue: 'logback',
  levellevel: 'logback',
  severitylevel: 'applicationInsights',
  severityvalue: 'nxlog',
  eventlevel: 'windows',
  logsyslogseveritycode: 'syslog',
  syslogseveritycode: 'syslog',
  syslogseverity: 'syslog',
  priority: 'syslog',
};

/**
 * Names of many things, which say a level by one of these alone: a word such as `error`, or a letter as MongoDB writes
 * it.
 */
export const LEVEL_IF: Readonly<Record<string, 'word' | 'letter'>> = {
  type: 'word',
  status: 'word',
  tags: 'word',
  s: 'letter',
};

/** Objects that hold a log's own fields in many shippers' wrapping: their name adds nothing. */
export const WRAPPERS = new Set(
  names(
    `attributes attrs attr resource resources resourceattributes fields labels jsonpayload payload data context ctx extra mdc record
    metadata source structuredmetadata tags properties kubernetes k8s docker http httprequest message msg body log logs event
    metrics otel eventdata system winlog syslog result nginxaccess apacheaccess request response res req info meta renderinginfo logcontent api`
  )
);

/** Those of Kubernetes and OpenTelemetry at the beginning of a flat name: `kubernetes_container_name`. */
export const FLAT_WRAPPER = /^(?:kubernetes|k8s|docker|resource|attributes|labels|label)[._-]/i;

/** What of a request makes up its message where nothing else is one, the most specific first. */
export const REQUEST_NAMES = {
  method: names(
    'method requestmethod httpmethod httprequestmethod reqmethod verb csmethod clientrequestmethod httpverb'
  ),
  path: names(
    `path requestpath urlpath csuristem uri requesturi httptarget requri clientrequestpath clientrequesturi url requesturl
    urloriginal httpurl requrl urlfull httproute route`
  ),
  request: names('request requestline httprequest'),
} as const;

export type RequestPart = keyof typeof REQUEST_NAMES;
