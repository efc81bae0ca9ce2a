using static Holdfast.Server.Telemetry.MetricKind;

namespace Holdfast.Server.Telemetry;

/// <summary>Every metric of this server.</summary>
public static class Metrics
{
    public static readonly MetricDescription
        Jobs = new("holdfast.jobs", Counter, "{job}", "Jobs that have ended", "type", "state"),
        JobDuration = new("holdfast.job.duration", Histogram, "s", "How long jobs ran", "type"),
        BytesRead = new("holdfast.job.read", Counter, "By", "Bytes that jobs have read", "type"),
        BytesStored = new("holdfast.job.stored", Counter, "By", "Bytes that jobs have stored", "type"),
        BytesSent = new("holdfast.job.sent", Counter, "By", "Bytes that jobs have sent to the vault", "type"),
        ItemsFailed = new("holdfast.job.items.failed", Counter, "{item}", "Items that jobs could not read or write", "type"),
        Freed = new("holdfast.collection.freed", Counter, "By", "Bytes that collections have freed"),
        Waiting = new("holdfast.collection.waiting", Gauge, "By", "Bytes that the last collection left for the end of their soft-delete window"),
        Queued = new("holdfast.jobs.queued", Gauge, "{job}", "Jobs that wait"),
        Running = new("holdfast.jobs.running", Gauge, "{job}", "Jobs that run"),
        Capacity = new("holdfast.pool.capacity", Gauge, "By", "Size of the pool's disks"),
        Free = new("holdfast.pool.free", Gauge, "By", "Free bytes on the pool's disks"),
        Used = new("holdfast.pool.used", Gauge, "By", "Bytes of packs in the pool"),
        DaysToFull = new("holdfast.pool.full", Gauge, "d", "Days until the pool is full; absent while it does not fill or too little is known"),
        Dedup = new("holdfast.pool.dedup.ratio", Gauge, null, "Bytes that all recovery points on disk would bring back, divided by the bytes they take; absent while the pool is empty"),
        Points = new("holdfast.points", Gauge, "{point}", "Recovery points"),
        Alerts = new("holdfast.alerts", Gauge, "{alert}", "Active alerts", "severity"),
        Agents = new("holdfast.agents", Gauge, "{agent}", "Agents", "state"),
        Vault = new("holdfast.vault.connected", Gauge, null, "1 while the vault can be reached, otherwise 0; absent while there is none"),
        Notifications = new("holdfast.notifications.pending", Gauge, "{notification}", "Notifications that are still to be sent"),
        Memory = new("holdfast.process.memory", Gauge, "By", "Memory of the server's process"),
        Cpu = new("holdfast.process.cpu", Counter, "s", "Processor time of the server's process"),
        Pauses = new("holdfast.process.gc.pauses", Counter, "s", "Time in which the server stood still to tidy its memory");

    public static IReadOnlyList<MetricDescription> All { get; } =
    [
        Jobs, JobDuration, BytesRead, BytesStored, BytesSent, ItemsFailed, Freed, Waiting, Queued, Running, Capacity, Free, Used, DaysToFull, Dedup, Points, Alerts,
        Agents, Vault, Notifications, Memory, Cpu, Pauses,
    ];
}
