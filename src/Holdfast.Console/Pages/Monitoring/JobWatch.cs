using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>What was seen of a job while somebody looked: its rate from look to look, and how long each phase took.</summary>
internal sealed class JobWatch
{
    private const int MostSamples = 600;
    private readonly List<(DateTimeOffset At, double Rate)> samples = [];
    private readonly List<(string Phase, DateTimeOffset Since)> phases = [];
    private (DateTimeOffset At, long Bytes)? last;

    /// <summary>Bytes read a second, between one look and the next.</summary>
    internal IReadOnlyList<(DateTimeOffset At, double Rate)> Samples => samples;

    /// <summary>Takes a look.</summary>
    /// <returns>True when there is something new to draw.</returns>
    internal bool Add(JobInfo job, DateTimeOffset now)
    {
        if (job.State != JobStates.Running) return false;
        if (job.Phase.Length > 0 && (phases.Count == 0 || phases[^1].Phase != job.Phase)) phases.Add((job.Phase, phases.Count == 0 ? job.Started ?? now : now));
        if (last is not { } before)
        {
            last = (now, job.BytesRead);
            return false;
        }
        var seconds = (now - before.At).TotalSeconds;
        if (seconds < 0.2) return false;
        samples.Add((now, Math.Max(0, job.BytesRead - before.Bytes) / seconds));
        // A job of many hours keeps every second sample, so that the picture stays as wide as the job.
        if (samples.Count > MostSamples)
        {
            for (var index = samples.Count - 2; index > 0; index -= 2) samples.RemoveAt(index);
        }
        last = (now, job.BytesRead);
        return true;
    }

    /// <summary>Phases with how long each took, as far as they were seen; the first is reckoned from the job's beginning.</summary>
    internal IReadOnlyList<(string Phase, TimeSpan Length, bool IsNow)> Phases(JobInfo job, DateTimeOffset now) =>
    [
        .. phases.Select((phase, index) =>
        {
            var isLast = index == phases.Count - 1;
            var end = isLast ? job.Ended ?? now : phases[index + 1].Since;
            return (phase.Phase, end > phase.Since ? end - phase.Since : TimeSpan.Zero, isLast && !job.HasEnded);
        }),
    ];
}
