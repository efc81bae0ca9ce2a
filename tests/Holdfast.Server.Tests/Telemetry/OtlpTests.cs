using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Telemetry;
using Holdfast.Server.Tests.Notifications;

namespace Holdfast.Server.Tests.Telemetry;

public sealed class OtlpTests
{
    [Fact]
    public async Task Export_OfAServerThatWorks_SendsMetricsAndSpans()
    {
        using var files = new SettingsFile();
        await using var collector = await WebhookReceiver.Start();
        await using var server = await RunningServer.Start();
        var settings = files.Of(("otlpEndpoint", collector.Url.ToString()), ("otlpHeadersFile", files.Secret("headers", "Authorization: Bearer abc\nX-Tenant: t1\n")));
        using (OtlpExport.Start(settings, proxy: null, "1"))
        {
            server.Engine.OnBackup = (request, report, _) =>
            {
                report.Progress.Phase = "reading";
                report.Progress.Phase = "committing";
                return server.Engine.MakePoint(request, report);
            };
            await server.Protect();
        }
        var calls = await All(collector);
        Assert.All(calls, call => Assert.Equal(("application/x-protobuf", "Bearer abc", "t1"), (call.Headers["Content-Type"], call.Headers["Authorization"], call.Headers["X-Tenant"])));
        var metrics = string.Concat(calls.Where(call => call.Path == "/v1/metrics").Select(Text));
        Assert.All((string[])["holdfast.jobs", "holdfast.job.duration", "holdfast.pool.capacity", "replicaCreation"], name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        var spans = string.Concat(calls.Where(call => call.Path == "/v1/traces").Select(Text));
        Assert.All((string[])["job replicaCreation", "phase reading", "phase committing", "POST /api/v1/protect"], name => Assert.Contains(name, spans, StringComparison.Ordinal));
        // Spans name routes and ids: where files lie is nobody's business.
        Assert.DoesNotContain(server.Source, spans, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunningServer_WithACollector_SendsItsMetricsAtTheLatestWhenItStops()
    {
        await using var collector = await WebhookReceiver.Start();
        await using var server = await RunningServer.Start();
        await server.Stop();
        SettingsFile.Write(Path.Combine(server.Data, Settings.FileName), ("otlpEndpoint", collector.Url.ToString()));
        await server.Launch();
        await server.Stop();
        Assert.Contains("holdfast.pool.capacity", string.Concat((await All(collector)).Where(call => call.Path == "/v1/metrics").Select(Text)), StringComparison.Ordinal);
        await server.Launch();
    }

    [Fact]
    public async Task Headers_ThatCouldBeReadOnTheWay_AreNotSent_AndAnAlertSaysSo()
    {
        using var files = new SettingsFile();
        await using var server = await RunningServer.Start();
        await server.Stop();
        SettingsFile.Write(Path.Combine(server.Data, Settings.FileName), ("otlpEndpoint", "http://collector.example:4318"), ("otlpHeadersFile", files.Secret("headers", "Authorization: Bearer abc")));
        await server.Launch();
        var deadline = RunningServer.Deadline();
        Holdfast.Contracts.Api.AlertList found;
        do found = await server.Client.Alerts(cancellation: deadline);
        while (found.Alerts.Count == 0);
        Assert.Equal(("configurationProblem", ErrorCode.ConfigurationContradicts), (found.Alerts[0].Type, found.Alerts[0].Code));
        await server.Stop();
        File.Delete(Path.Combine(server.Data, Settings.FileName));
        await server.Launch();
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    private static async Task<List<WebhookReceiver.Call>> All(WebhookReceiver collector)
    {
        var calls = new List<WebhookReceiver.Call>();
        while (!collector.HasNone) calls.Add(await collector.Next());
        return calls;
    }

    private static string Text(WebhookReceiver.Call call) => Encoding.Latin1.GetString(call.Body);
}
