using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Says how files of a point are made a recovery database by hand.</summary>
internal static class ReplayAdvice
{
    private const int NumberLength = 8;

    /// <summary>Base name of the logs, such as E00; null where there are none.</summary>
    public static string? BaseName(IEnumerable<HeldFile> files)
    {
        var names = files.Where(file => file.Kind == ExchangeFileKind.Log).Select(file => WindowsPaths.FileName(file.Path)[..^".log".Length]).ToList();
        var shortest = names.MinBy(name => name.Length);
        return shortest is null ? null : shortest.Length > NumberLength ? shortest[..^NumberLength] : shortest;
    }

    /// <param name="folder">Of the database and its logs.</param>
    public static IEnumerable<string> Lines(ExchangeState state, IReadOnlyList<HeldFile> files, string folder)
    {
        var database = files.First(file => file.Kind == ExchangeFileKind.Database);
        var edb = WindowsPaths.Join(folder, WindowsPaths.FileName(database.Path));
        yield return BaseName(files) is { } name ? $"Replay the logs: eseutil /r {name} /l \"{folder}\" /d \"{folder}\" /i. eseutil /mh \"{edb}\" then shows Clean Shutdown." : "There are no logs to replay: the database was closed.";
        yield return $"Make a recovery database of it: New-MailboxDatabase -Recovery -Name \"Recovered {state.Name}\" -Server {state.Server} -EdbFilePath \"{edb}\" -LogFolderPath \"{folder}\"; Mount-Database \"Recovered {state.Name}\".";
        yield return TakeFrom($"Recovered {state.Name}");
    }

    /// <param name="name">Of the recovery database.</param>
    public static string TakeFrom(string name) => $"Take mailboxes from it: New-MailboxRestoreRequest -SourceDatabase \"{name}\" -SourceStoreMailbox … -TargetMailbox ….";

    /// <summary>What lies beside files that were recovered to a folder.</summary>
    /// <param name="overtaken">Files that must not be copied.</param>
    public static string Readme(ExchangeState state, IReadOnlyList<HeldFile> files, IReadOnlyList<HeldFile> overtaken) => string.Join(Environment.NewLine,
    [
        $"Database {state.Name} ({state.Database}) of {state.Server}", "",
        .. state.Sets.Select(set => $"{set.Folder}: {ExchangeRecoveryPlanner.Text(set)}"), "",
        @"Copy all files beneath these folders, in this order and later ones over earlier ones, into one folder of a mailbox server, here called D:\Recovered.",
        .. overtaken.Select(file => $"Leave {file.Item} out: a later backup has this log complete, under its number."),
        .. Lines(state, files, @"D:\Recovered"),
    ]);
}
