using Holdfast.Server.Configuration;

namespace Holdfast.Server.Telemetry;

/// <summary>Keys of settings.json about what is sent to a collector of OpenTelemetry. Metrics for Prometheus need no setting.</summary>
public static class TelemetrySettings
{
    public static TextSetting OtlpEndpoint { get; } = new(
        "otlpEndpoint", null, "https or http address", "collector of OpenTelemetry that metrics and traces are sent to (OTLP over HTTP, protobuf), such as `https://collector.example:4318`",
        text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 && url.Query.Length == 0
            ? null : "must be an http or https address without user and query.");

    public static TextSetting OtlpHeadersFile { get; } = new(
        "otlpHeadersFile", null, "absolute path", "file with headers for the collector, one `Name: value` a line, readable by the server's account only; needs https or this computer",
        text => Path.IsPathFullyQualified(text) ? null : "must be an absolute path.");

    public static WholeSetting OtlpIntervalSeconds { get; } = new("otlpIntervalSeconds", 60, 5, 3600, "seconds", "how often metrics are sent");

    public static IReadOnlyList<Setting> All { get; } = [OtlpEndpoint, OtlpHeadersFile, OtlpIntervalSeconds];
}
