namespace Holdfast.Workloads.Applications;


/// <summary>Keeps a followed log in the store. One thread.</summary>
public interface ILogSink
{
    /// <summary>Says from where on a new log is without a gap: before its first segment, where <see cref="State"/> is null. A log that does not say it counts as broken when it is
    /// opened again.</summary>
    void Begin(string start)
    {
    }

    /// <summary>Appends to a segment, in order; a segment that was committed in part goes on where it ended.</summary>
    void Append(string segment, ReadOnlySpan<byte> bytes);

    /// <summary>A small file beside the segments, such as a timeline's history. Replaces one of that name.</summary>
    void Put(string name, ReadOnlySpan<byte> content);

    /// <summary>Makes everything that was appended durable in the pool before it returns.</summary>
    /// <param name="end">Where the log ends now: the workload's LSN.</param>
    /// <param name="covered">The newest moment, by the application's clock, that the log is known to cover; null where not known.</param>
    void Commit(string end, DateTimeOffset? covered);

    /// <summary>As of the last commit.</summary>
    LogState? State { get; }

    /// <summary>How long the workload should at most wait between commits while the log grows.</summary>
    TimeSpan Interval { get; }
}
