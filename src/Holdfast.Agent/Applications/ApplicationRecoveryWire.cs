using Holdfast.Contracts.Agent;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>Recoveries of applications as the server and agents send each other what they are about. Whatever is read is bounded.</summary>
public static class ApplicationRecoveryWire
{
    private const int MostNotes = 100, LongestNote = 4000;

    public static ApplicationAsk Write(RecoveryAsk ask)
    {
        var written = new ApplicationAsk { Destination = ApplicationWire.Word(ask.Destination), Latest = ask.Latest, Overwrite = ask.Overwrite, LeaveRestoring = ask.LeaveRestoring };
        if (ask.Point is { } point) written.Point = point;
        if (ask.Time is { } time) written.Time = ApplicationWire.Units(time);
        if (ask.Address is { } address) written.Address = address;
        if (ask.NewName is { } name) written.NewName = name;
        if (ask.Folder is { } folder) written.Folder = folder;
        written.Items.AddRange(ask.Items);
        return written;
    }

    /// <exception cref="MalformedDataException">It names no destination that there is, or an impossible time.</exception>
    public static RecoveryAsk Read(ApplicationAsk ask)
    {
        var destination = ApplicationWire.Meant<RecoveryDestination>(ask.Destination) ?? throw new MalformedDataException($"There is no destination '{ask.Destination}'.");
        return new RecoveryAsk(
            destination, ask.HasPoint ? ask.Point : null, ask.HasTime ? ApplicationWire.Time(ask.Time) : null, ask.Latest, ask.HasAddress ? ask.Address : null,
            ask.HasNewName ? ask.NewName : null, ask.HasFolder ? ask.Folder : null, ask.Overwrite, ask.LeaveRestoring, [.. ask.Items]);
    }

    public static ApplicationPlan Write(RecoveryPlan plan)
    {
        var written = new ApplicationPlan { Reaches = ApplicationWire.Units(plan.Reaches) };
        foreach (var part in plan.Parts)
        {
            var one = new ApplicationPart();
            if (part.Point is { } point) one.Point = point;
            one.Paths.AddRange(part.Paths);
            written.Parts.Add(one);
        }
        written.Steps.AddRange(plan.Steps);
        written.Warnings.AddRange(plan.Warnings);
        return written;
    }

    /// <exception cref="MalformedDataException">It reaches an impossible time.</exception>
    public static RecoveryPlan Read(ApplicationPlan plan) => new(
        [.. plan.Parts.Select(part => new PlannedPart(part.HasPoint ? part.Point : null, [.. part.Paths]))], ApplicationWire.Time(plan.Reaches), [.. plan.Steps], [.. plan.Warnings]);

    /// <summary>Without its root, which only points have that are read.</summary>
    public static ApplicationPoint Write(PointDocument point) => new() { Id = point.Id, Created = ApplicationWire.Units(point.Created), Document = ApplicationWire.Write(point.Document) };

    /// <exception cref="MalformedDataException">Its document is none.</exception>
    public static PointDocument Read(ApplicationPoint point, string kind) => new(point.Id, ApplicationWire.Time(point.Created), ApplicationWire.Read(point.Document, kind));

    public static ApplicationLog Write(LogState log)
    {
        var written = new ApplicationLog { Start = log.Start, End = log.End };
        if (log.Covered is { } covered) written.Covered = ApplicationWire.Units(covered);
        written.Segments.AddRange(log.Segments.Select(segment => new ApplicationSegment { Name = segment.Name, Length = segment.Length, Received = ApplicationWire.Units(segment.Received) }));
        return written;
    }

    /// <exception cref="MalformedDataException">It names an impossible time.</exception>
    public static LogState Read(ApplicationLog log) => new(
        [.. log.Segments.Select(segment => new LogSegment(segment.Name, segment.Length, ApplicationWire.Time(segment.Received)))], log.Start, log.End,
        log.HasCovered ? ApplicationWire.Time(log.Covered) : null);

    public static ApplicationOutcome Write(RecoveryOutcome outcome)
    {
        var written = new ApplicationOutcome { Reached = ApplicationWire.Units(outcome.Reached) };
        written.Notes.AddRange(outcome.Notes);
        return written;
    }

    /// <exception cref="MalformedDataException">It reached an impossible time.</exception>
    public static RecoveryOutcome Read(ApplicationOutcome outcome) =>
        new(ApplicationWire.Time(outcome.Reached), [.. outcome.Notes.Take(MostNotes).Select(note => note.Length <= LongestNote ? note : note[..LongestNote])]);
}
