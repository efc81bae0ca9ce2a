using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;
using Holdfast.Workloads.SqlServer.Transports;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Carries out the steps of one restore, and leaves the instance in a state that can be told where one fails.</summary>
internal sealed class RestoreRun(RestoredDatabase target, RestoreSources sources, KeptLogs kept, SqlOptions options, IWorkloadProgress progress)
{
    private readonly List<string> _notes = [];
    private string? _tail;
    private bool _alone, _restoring, _replaced, _reached;

    /// <summary>What to know afterwards.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <exception cref="WorkloadException">A step failed; the message says in which state the database is now.</exception>
    public void Run(ISqlSession session, ISqlTransport transport, IReadOnlyList<RestoreStep> steps, CancellationToken cancellation)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            progress.Phase(StepText.Of(steps[index]));
            try
            {
                Do(session, transport, steps[index], cancellation);
            }
            catch (SqlFailure failure) when (_reached && failure.Numbers.Contains(SqlFailure.LogTooRecent) && steps[index] is RestoreStep.Log)
            {
                // The log before already held the moment, and the restore stopped inside it.
                _notes.Add($"The moment was reached before the {StepText.Of(((RestoreStep.Log)steps[index]).Step.Set)}.");
            }
            catch (Exception error)
            {
                // Whatever it was: nobody is left shut out of a database that is whole.
                var state = Undo(session);
                if (error is not (SqlFailure or WorkloadException or IOException) && state.Length == 0) throw;
                var cause = error is SqlFailure failure ? SqlFaults.Translate(failure) : error as WorkloadException;
                throw new WorkloadException(cause?.Fault ?? WorkloadFault.ApplicationFailed, $"The recovery failed at step {index + 1} of {steps.Count}, {StepText.Of(steps[index])}: {error.Message} {state}".TrimEnd(),
                    cause?.Remedy ?? "Remove the cause, and recover again.", error);
            }
        }
    }

    private void Do(ISqlSession session, ISqlTransport transport, RestoreStep step, CancellationToken cancellation)
    {
        var name = target.Name;
        switch (step)
        {
            case RestoreStep.TakeAlone:
                _alone = true;
                session.Execute(RestoreStatements.TakeAlone(name), null, cancellation);
                break;
            case RestoreStep.TailLog tail:
                SaveTail(session, transport, tail.IsDamaged, cancellation);
                break;
            case RestoreStep.Data { Set.IsShadowCopy: true } data:
                sources.ShadowCopy().Run(sources.Held(data.Set), name, data.Moves, () => _replaced = true, cancellation);
                break;
            case RestoreStep.Attach attach:
                var copied = sources.ShadowCopy().Copy(sources.Held(attach.Set), attach.Moves, cancellation);
                session.Execute(RestoreStatements.Attach(name, copied), null, cancellation);
                break;
            case RestoreStep.Data data:
                var files = sources.Stripes(data.Set);
                _replaced = true;
                transport.Read(session, files, devices => RestoreStatements.Data(name, devices, data.Moves, data.Replace), null, cancellation);
                break;
            case RestoreStep.Log log:
                transport.Read(session, sources.Stripes(log.Step.Set), devices => RestoreStatements.Log(name, devices, log.StopAt, log.Step.Set.Started.Offset, log.Step.StopBefore), null, cancellation);
                _reached |= log.StopAt is { } time && log.Step.Set.Started < time && time <= log.Step.Set.Finished;
                break;
            case RestoreStep.ApplyTail when _tail is { } path:
                transport.Read(session, [new ReadStripe("log/tail.trn", new FileInfo(path).Length, () => File.OpenRead(path))], devices => RestoreStatements.Log(name, devices, null, TimeSpan.Zero, Lsn.Zero), null, cancellation);
                break;
            case RestoreStep.ApplyTail:
                break;
            case RestoreStep.Recover:
                session.Execute(RestoreStatements.Recover(name), null, cancellation);
                break;
            case RestoreStep.Standby standby:
                session.Execute(RestoreStatements.Standby(name, standby.UndoFile), null, cancellation);
                break;
            case RestoreStep.GiveBack:
                session.Execute(RestoreStatements.GiveBack(name), null, cancellation);
                _alone = false;
                break;
            case RestoreStep.CheckPages:
                session.Execute(RestoreStatements.CheckPages(name), null, cancellation);
                break;
        }
    }

    /// <summary>A tail that cannot be saved stops the restore while the database is whole; of a damaged one it is saved as far as it goes.</summary>
    private void SaveTail(ISqlSession session, ISqlTransport transport, bool isDamaged, CancellationToken cancellation)
    {
        var name = KeptLogs.NewName();
        try
        {
            using var receiver = new KeptLogReceiver(kept, name, progress);
            transport.Write(session, [new WrittenStripe($"log/{name}.trn", receiver)], devices => BackupStatements.Tail(target.Name, isDamaged, devices, name, options.Compression), null, cancellation);
            _restoring = true;
            _tail = kept.LogPath(name);
            _notes.Add("The log up to now was backed up before; the next recovery point holds it.");
        }
        catch (SqlFailure failure) when (isDamaged)
        {
            _notes.Add($"The tail of the log of the damaged database could not be backed up, and what it held is lost: {failure.Message}");
        }
    }

    /// <summary>Gives the database back where nothing of it was replaced; says how it is otherwise.</summary>
    private string Undo(ISqlSession session)
    {
        if (_replaced) return $"Database {target.Name} is half restored and cannot be used: recover it again, or drop it.";
        if (!_restoring && !_alone) return "";
        try
        {
            if (_restoring) session.Execute(RestoreStatements.Recover(target.Name), null, CancellationToken.None);
            session.Execute(RestoreStatements.GiveBack(target.Name), null, CancellationToken.None);
            return $"Database {target.Name} is as it was and in use again.";
        }
        catch (Exception error) when (error is SqlFailure or InvalidOperationException)
        {
            return _restoring
                ? $"Database {target.Name} is whole, and still restoring: run RESTORE DATABASE {SqlText.Name(target.Name)} WITH RECOVERY, then {RestoreStatements.GiveBack(target.Name).Text}. ({error.Message})"
                : $"Database {target.Name} is whole, and still open to one user only: run {RestoreStatements.GiveBack(target.Name).Text}. ({error.Message})";
        }
    }
}
