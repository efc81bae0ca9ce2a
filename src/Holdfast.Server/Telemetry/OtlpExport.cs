using System.Net;
using System.Net.Http.Headers;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Notifications;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Holdfast.Server.Telemetry;

/// <summary>Sends metrics and traces to a collector. The SDK is loaded here and nowhere else.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const int MostHeaders = 32;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    private readonly MeterProvider meters;
    private readonly TracerProvider tracers;

    private OtlpExport(MeterProvider meters, TracerProvider tracers) => (this.meters, this.tracers) = (meters, tracers);

    internal static bool IsConfigured(Settings settings) => settings.Get(TelemetrySettings.OtlpEndpoint) is not null;

    /// <exception cref="HoldfastException">Settings contradict each other, or the file with headers cannot be used.</exception>
    internal static OtlpExport Start(Settings settings, IWebProxy? proxy, string version)
    {
        var endpoint = new Uri(settings.Get(TelemetrySettings.OtlpEndpoint)!.TrimEnd('/'));
        var headers = Headers(settings, endpoint);
        var check = TrustedAuthorities.Check(settings.Get(NotificationSettings.TrustedCaFile));
        var resource = ResourceBuilder.CreateEmpty().AddService("holdfast", serviceVersion: version, serviceInstanceId: Environment.MachineName, autoGenerateServiceInstanceId: false);
        var meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(ServerMeter.Name)
            .AddOtlpExporter((options, reader) =>
            {
                To(options, "/v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = settings.Get(TelemetrySettings.OtlpIntervalSeconds)!.Value * 1000;
            }).Build();
        var tracers = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Traces.Name).AddOtlpExporter(options => To(options, "/v1/traces")).Build();
        return new OtlpExport(meters, tracers);

        void To(OtlpExporterOptions options, string path)
        {
            options.Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + path);
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.TimeoutMilliseconds = (int)patience.TotalMilliseconds;
            options.HttpClientFactory = () =>
            {
                var handler = ProxySettings.Handler(proxy);
                if (check is not null) handler.SslOptions.RemoteCertificateValidationCallback = check;
                var client = new HttpClient(handler) { Timeout = patience };
                foreach (var (name, value) in headers) client.DefaultRequestHeaders.Add(name, value);
                return client;
            };
        }
    }

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public void Dispose()
    {
        meters.ForceFlush((int)patience.TotalMilliseconds);
        tracers.ForceFlush((int)patience.TotalMilliseconds);
        meters.Dispose();
        tracers.Dispose();
    }

    private static List<(string Name, string Value)> Headers(Settings settings, Uri endpoint)
    {
        if (settings.Get(TelemetrySettings.OtlpHeadersFile) is not { } file) return [];
        if (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback)
            throw new HoldfastException(ErrorCode.ConfigurationContradicts, "otlpHeadersFile is set, but otlpEndpoint is not https: the headers could be read on the way.");
        var headers = new List<(string, string)>();
        foreach (var line in SecretText.ReadLines(file, "collector's headers").Where(line => line.Length > 0))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            using var probe = new HttpRequestMessage();
            if (parts.Length != 2 || headers.Count == MostHeaders || !probe.Headers.TryAddWithoutValidation(parts[0], parts[1]) || parts[1].Any(char.IsControl))
                throw new HoldfastException(ErrorCode.SecretFileUnusable, $"The file {file} holds a line that is no header.", "Write one header a line, such as Authorization: Bearer …");
            headers.Add((parts[0], parts[1]));
        }
        return headers;
    }
}
