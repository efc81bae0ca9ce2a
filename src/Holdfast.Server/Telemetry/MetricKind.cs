namespace Holdfast.Server.Telemetry;

/// <summary>How a metric behaves.</summary>
public enum MetricKind
{
    /// <summary>Only rises, from the start of the server on.</summary>
    Counter,

    /// <summary>Is what it is now.</summary>
    Gauge,

    /// <summary>How often values fell into which range.</summary>
    Histogram,
}
