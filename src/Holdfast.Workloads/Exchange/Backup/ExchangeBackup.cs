using System.Globalization;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Addresses;
using Holdfast.Workloads.Exchange.Discovery;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Exchange.Planning;
using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>Takes one backup of one database: the files of a shadow copy, verified page by page before Exchange may hear that they are safe, and what the point before has.</summary>
internal sealed class ExchangeBackup(IShadowCopyService service, BackupTask task, IItemSink sink)
{
    private readonly ExchangeAddress address = ExchangeAddress.Parse(task.Context.Path);
    private readonly ExchangeOptions options = ExchangeOptions.Read(task.Context.Options);
    private readonly DateTimeOffset now = task.Context.Clock.GetUtcNow();

    public IPendingBackup Run(CancellationToken cancellation)
    {
        var id = address.Database ?? throw new WorkloadException(WorkloadFault.AddressWrong, $"{address} is a server, and databases are backed up one by one.", "Add the id of a database.");
        var previous = PreviousPoint.Read(task, sink, id, Note);
        var decision = ExchangeRules.Decide(task.Wanted, previous, options, task.ReadEverything);
        if (decision.IsFull) return Take(decision, null, cancellation);
        try
        {
            return Take(decision, previous, cancellation);
        }
        catch (WorkloadException broken) when (broken.Fault == WorkloadFault.ChainBroken)
        {
            // Nothing has gone into the point yet: continuity is the first thing that is looked at.
            return Take(ExchangeRules.Full(options, broken.Message), null, cancellation);
        }
    }

    private ExchangePending Take(ExchangeDecision decision, ExchangeState? previous, CancellationToken cancellation)
    {
        task.Progress.Phase("making a shadow copy");
        var database = default(ExchangeDatabase);
        var request = new BackupRequest(decision.Type, writers =>
        {
            database = ExchangeDatabases.Find(writers, address);
            return [new WriterWish(ExchangeDatabases.Writer, database.Components)];
        });
        var session = ShadowCopySession.Take(service, request, task.Context.Clock, Note, cancellation);
        try
        {
            var survey = Survey.Of(service.Files, session.Files(), decision.IsFull);
            Require(survey, previous);
            var set = Copy(session, decision, survey, cancellation);
            foreach (var earlier in previous?.Sets ?? []) PreviousPoint.Keep(sink, earlier);
            return new ExchangePending(Document(decision, database!, [.. previous?.Sets ?? [], set]), session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The logs must make the database consistent, or go on from those that the point has.</summary>
    private void Require(Survey survey, ExchangeState? previous)
    {
        if (previous is not null)
        {
            LogContinuity.Require(previous.Sets[^1], survey);
            return;
        }
        var chain = EseLogChain.Of(survey.Database!, survey.Logs);
        foreach (var note in chain.Notes) Note(note);
        if (!chain.IsReplayable)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"The backup could not be brought back: {string.Join(" ", chain.Problems)}", "The backup does not count, and Exchange keeps its logs. Look at the database with eseutil /mh and at its logs with eseutil /ml.");
    }

    private ExchangeSet Copy(ShadowCopySession session, ExchangeDecision decision, Survey survey, CancellationToken cancellation)
    {
        var items = ExchangeItems.At(decision.IsFull, now);
        task.Progress.Phase(decision.IsFull ? "copying and verifying the database" : "copying and verifying logs");
        task.Progress.Expect(survey.Size);
        AddText(items.Components, session.Document);
        AddText(items.Writer, session.Writers.First(writer => writer.Metadata.Writer == ExchangeDatabases.Writer).Text);
        foreach (var file in survey.Files) Copy(items, file, cancellation);
        return new ExchangeSet
        {
            Folder = items.Folder, IsFull = decision.IsFull, IsCopy = !options.TruncateLogs, Taken = now, Size = survey.Size,
            LogSignature = (survey.Database?.Log ?? survey.Logs[0].Header.Signature).ToString(),
            FirstRequired = survey.Database is { NeedsLogs: true } needing ? needing.FirstRequired : 0, LastRequired = survey.Database is { NeedsLogs: true } header ? header.LastRequired : 0,
            FirstLog = survey.Logs.Select(log => log.Header.Generation).FirstOrDefault(), LastLog = survey.Logs.Select(log => log.Header.Generation).LastOrDefault(),
            LastClosed = survey.LastClosed?.Generation ?? 0, LastClosedCreated = survey.LastClosed?.Created.Bits ?? 0,
            IsCircular = survey.Logs.LastOrDefault()?.Header.IsCircular ?? false,
        };
    }

    private void Copy(ExchangeItems items, SurveyedFile file, CancellationToken cancellation)
    {
        using var source = service.Files.OpenRead(file.File.Source);
        using var content = sink.BeginFile(ExchangeItems.File(items.ItemOf(file.File.Path), now), new FixedCutter());
        var wrong = VerifiedCopy.Run(source, file.Kind, bytes =>
        {
            content.Append(bytes);
            task.Progress.Read(bytes.Length);
        }, cancellation);
        if (content.Length != file.File.Length) wrong = $"it has {content.Length} bytes, and {file.File.Length} were expected.";
        if (wrong is not null)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"{file.File.Path} is not whole in the shadow copy: {wrong}",
                "The backup does not count, and Exchange keeps its logs. Look at the disk and at the database (eseutil /k); move its mailboxes, or have the availability group mend it from another copy.");
        content.Complete();
    }

    private BackupDocument Document(ExchangeDecision decision, ExchangeDatabase database, IReadOnlyList<ExchangeSet> sets)
    {
        var state = ExchangeStateDocument.Write(new ExchangeState(database.Server, database.Id, database.Name, sets));
        return new BackupDocument(ExchangeWorkload.KindWord, decision.IsFull ? BackupType.Full : BackupType.Log, decision.Why, ConsistencyGuarantee.Application, now, Generation(sets[0].FirstRequired), Generation(sets[^1].LastLog), state);
    }

    private static string Generation(int number) => number == 0 ? "" : number.ToString("X", CultureInfo.InvariantCulture);

    private void AddText(string path, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        sink.AddFile(ExchangeItems.File(path, now, content.Length), content);
    }

    private void Note(string text) => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, text));
}
