using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Addresses;
using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Brings a database back: where it was or into a recovery database, by its writer; as files for a recovery database that is yet to be made; into a folder.</summary>
/// <param name="service">Asked for where it is needed only, as is <paramref name="shell"/>.</param>
internal sealed class ExchangeRecovery(Func<IShadowCopyService> service, Func<IExchangeShell> shell, RecoveryTask task, IPointContent content)
{
    private readonly HeldPoint point = HeldPoint.Choose(task.Ask, task.Points);

    public RecoveryOutcome Run(CancellationToken cancellation)
    {
        IReadOnlyList<string> notes = task.Ask switch
        {
            { Destination: RecoveryDestination.Folder } => ToFolder(Folder(), cancellation),
            { Destination: RecoveryDestination.Original } => Back(service(), cancellation),
            { NewName: { } name } => Into(service(), name, cancellation),
            _ => Beside(service(), Folder().TrimEnd('\\'), cancellation),
        };
        return new RecoveryOutcome(point.State.Sets[^1].Taken.ToUniversalTime(), notes);
    }

    private string Folder() => ExchangeRecoveryPlanner.Folder(task.Ask);

    private IReadOnlyList<string> ToFolder(string folder, CancellationToken cancellation)
    {
        task.Progress.Phase("writing files");
        foreach (var part in task.Plan.Parts) content.Write(part.Point, part.Paths, folder, task.Ask.Overwrite, cancellation);
        var readme = Path.Combine(folder, "README.txt");
        if (!task.Ask.Overwrite && File.Exists(readme)) throw new WorkloadException(WorkloadFault.DestinationTaken, $"{readme} is there already.", "Choose an empty folder, or allow overwriting.");
        File.WriteAllText(readme, ReplayAdvice.Readme(point.State, point.Merged(content), point.Overtaken(content)));
        return ["README.txt in the folder says how the logs are replayed."];
    }

    /// <summary>Writes database and logs into one folder of this mailbox server.</summary>
    private IReadOnlyList<string> Beside(IShadowCopyService shadowCopies, string folder, CancellationToken cancellation)
    {
        var files = point.Merged(content);
        var targets = files.Select(file => WindowsPaths.Join(folder, WindowsPaths.FileName(file.Path))).ToList();
        if (targets.Distinct(StringComparer.OrdinalIgnoreCase).Count() < targets.Count) throw new WorkloadException(WorkloadFault.NotPossible, "Two files of the point have one name.", "Recover to a folder, where they keep their paths.");
        var written = new FileReturn(shadowCopies.Files, task, content, point.Id);
        written.Admit(targets);
        PresentLogs.Refuse(shadowCopies.Files, targets);
        task.Progress.Expect(files.Sum(file => file.Length));
        task.Progress.Phase("writing the database and its logs");
        foreach (var (file, target) in files.Zip(targets)) written.Copy(file, target, cancellation);
        return [.. ReplayAdvice.Lines(point.State, files, folder)];
    }

    /// <summary>Puts it back where it was; the writer replays the logs at the end.</summary>
    private IReadOnlyList<string> Back(IShadowCopyService shadowCopies, CancellationToken cancellation)
    {
        var targets = Prepare(shadowCopies, RestorePlace.Original);
        if (!task.Ask.Latest) PresentLogs.Refuse(shadowCopies.Files, targets);
        var goesOn = task.Ask.Latest && PresentLogs.GoOn(shadowCopies.Files, targets, point.State.Sets[^1]);
        new WriterRestore(shadowCopies, task, content, point, RestorePlace.Original).Run(file => goesOn && IsOpen(file), cancellation);
        return [$"{point.State.Name} is back{(goesOn ? ", with the logs that were in its folder" : "")}. {Replayed()} Mount it: Mount-Database \"{point.State.Name}\". The next backup is a full one."];
    }

    /// <summary>Puts it into a recovery database that is there.</summary>
    private IReadOnlyList<string> Into(IShadowCopyService shadowCopies, string name, CancellationToken cancellation)
    {
        var place = RestorePlace.In(RecoveryDatabase.Require(ShellAnswers.Database(shell(), name, cancellation), name, ExchangeAddress.Parse(task.Context.Path)), point.State.Database);
        PresentLogs.Refuse(shadowCopies.Files, Prepare(shadowCopies, place));
        new WriterRestore(shadowCopies, task, content, point, place).Run(_ => false, cancellation);
        return [$"\"{name}\" holds {point.State.Name}. {Replayed()} Mount it: Mount-Database \"{name}\".", ReplayAdvice.TakeFrom(name)];
    }

    /// <returns>Paths that the files of the point will have.</returns>
    private List<string> Prepare(IShadowCopyService shadowCopies, RestorePlace place)
    {
        var files = point.Merged(content);
        var targets = files.Select(place.PathOf).ToList();
        new FileReturn(shadowCopies.Files, task, content, point.Id).Admit(targets);
        task.Progress.Expect(files.Sum(file => file.Length));
        return targets;
    }

    private string Replayed() => task.Ask.LeaveRestoring ? "Its logs were not replayed: mounting does that." : "Its logs were replayed.";

    /// <summary>The log that was being written has grown since: what is in the folder holds all of it, and more. So has the checkpoint.</summary>
    private bool IsOpen(HeldFile file) =>
        file.Kind == ExchangeFileKind.Checkpoint || (file.Kind == ExchangeFileKind.Log && !ExchangeFiles.IsClosed(file.Path, point.Log(content, file).Header.Generation));
}
