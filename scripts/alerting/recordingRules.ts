import { type Group, type RecordingRule } from './rule';

const HOUR = 3600;

/** What a store of metrics is to keep: how things are now, to be looked at over months, beside everything else there. */
export const RECORDING_RULES: Group<RecordingRule> = {
  name: 'seismolog-recording',
  seconds: 60,
  rules: [
    {
      uid: 'seismolog-record-health',
      title: 'Record health',
      remark: '0 to 100, of the last half hour.',
      view: { queryType: 'healthScore' },
      seconds: HOUR,
      metric: 'seismolog_health',
    },
    {
      uid: 'seismolog-record-anomaly-rate',
      title: 'Record anomaly rate',
      remark: '0 to 1, of the last half hour, for each service.',
      view: { queryType: 'anomalyTimeline', metric: 'anomalyRate' },
      seconds: HOUR,
      metric: 'seismolog_anomaly_rate',
    },
    {
      uid: 'seismolog-record-incidents',
      title: 'Record incidents under way',
      remark: 'How many, for each severity.',
      view: { queryType: 'incidentsBySeverity', metric: 'ongoing' },
      seconds: HOUR,
      metric: 'seismolog_incidents_ongoing',
    },
  ],
};
