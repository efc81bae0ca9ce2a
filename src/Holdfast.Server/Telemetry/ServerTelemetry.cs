using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Configuration;
using Holdfast.Server.Jobs;
using Holdfast.Server.Status;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Telemetry;

/// <summary>The server's metrics and traces: counted from its start, shown at /metrics, and sent to a collector where one is set.</summary>
internal sealed class ServerTelemetry : IDisposable
{
    /// <summary>Subject of the alert that nothing is sent to the collector.</summary>
    private const string Subject = "otlp";

    private readonly ServerMeter meter;
    private readonly MetricStore store;
    private readonly Settings settings;
    private readonly IWebProxy? proxy;
    private Task<OtlpExport?> export = Task.FromResult<OtlpExport?>(null);

    internal ServerTelemetry(ServerView view, Settings settings, IWebProxy? proxy, TimeProvider time)
    {
        (this.settings, this.proxy) = (settings, proxy);
        meter = new ServerMeter(view.Look, time, StatusRoutes.Version);
        store = new MetricStore(meter.Meter);
    }

    internal void JobEnded(LiveJob job, JobOutcome outcome) => meter.JobEnded(job, outcome);

    /// <summary>For Prometheus.</summary>
    internal string Text() => store.Text();

    /// <summary>Begins to send to the collector where one is set; a start of the server does not wait for it.</summary>
    internal void Start(AlertBoard alerts, ILogger log)
    {
        if (!OtlpExport.IsConfigured(settings))
        {
            alerts.Resolve(ErrorCode.ConfigurationContradicts, Subject);
            return;
        }
        export = Task.Run(() =>
        {
            try
            {
                var started = OtlpExport.Start(settings, proxy, StatusRoutes.Version);
                alerts.Resolve(ErrorCode.ConfigurationContradicts, Subject);
                return started;
            }
            catch (HoldfastException failure)
            {
                log.LogError("Nothing is sent to the collector: error {Code}: {Message}", (int)failure.Code, failure.Message);
                alerts.Raise(AlertBoard.Warning, ErrorCode.ConfigurationContradicts, Subject, $"Nothing is sent to the collector: {failure.Message}", failure.Remedy);
                return null;
            }
        });
    }

    public void Dispose()
    {
        export.GetAwaiter().GetResult()?.Dispose();
        store.Dispose();
        meter.Dispose();
    }
}
