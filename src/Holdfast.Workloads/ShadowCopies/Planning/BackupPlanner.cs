using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>Decides what a backup of any writers consists of: their components, what these need of other writers, the files, and the volumes.</summary>
public static class BackupPlanner
{
    /// <param name="environment">Variables of the computer that the documents are of.</param>
    /// <param name="volumeOf">Root of the volume that holds a path, with a backslash at the end.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: a writer or component is not there, or cannot be chosen by itself.</exception>
    public static ShadowCopyPlan Plan(
        IReadOnlyList<WriterMetadata> writers, IReadOnlyList<WriterWish> wishes, ShadowBackupType type, IReadOnlyDictionary<string, string> environment, Func<string, string> volumeOf)
    {
        var trees = writers.Select(writer => new ComponentTree(writer)).ToList();
        foreach (var wish in wishes) Choose(trees, wish);
        var remote = Close(trees);
        var components = trees.SelectMany(tree => tree.Planned()).ToList();
        var paths = new WindowsPaths(environment);
        var sets = components.SelectMany(component => component.Component.Files.Where(set => IsNeeded(set, type)).Select(set => Located(set, paths)))
            .DistinctBy(set => (set.Path.ToUpperInvariant(), set.Pattern.ToUpperInvariant(), set.IsRecursive)).ToList();
        var excluded = components.Select(component => component.Writer).Distinct().SelectMany(writer => writer.Excluded.Concat(writer.NotInSnapshot)).Select(set => Located(set, paths)).ToList();
        var volumes = sets.Select(set => volumeOf(set.AlternatePath ?? set.Path)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return new ShadowCopyPlan(components, sets, excluded, volumes, remote);
    }

    /// <summary>The root that a path names itself: a drive or a volume's id. Folders that volumes are mounted on are not seen.</summary>
    public static string NamedVolume(string path) => WindowsPaths.Root(path)
        ?? throw new WorkloadException(WorkloadFault.NotPossible, $"A writer names files in {path}, which is on no volume of this computer.", "See what the application's writer reports: vssadmin list writers.");

    private static void Choose(List<ComponentTree> trees, WriterWish wish)
    {
        var instances = trees.Where(tree => tree.Writer.Writer == wish.Writer).ToList();
        if (instances.Count == 0)
            throw new WorkloadException(WorkloadFault.NotPossible, $"There is no writer {wish.Writer} on this computer, or its service does not run.", "Start the application and its writer; vssadmin list writers shows what is there.");
        if (wish.Components is not { } components)
        {
            instances.ForEach(tree => tree.ChooseAll());
            return;
        }
        foreach (var path in components) (instances.Find(tree => tree.Has(path)) ?? instances[0]).Choose(path);
    }

    /// <summary>Adds what components need of other writers until nothing is missing.</summary>
    private static List<ComponentDependency> Close(List<ComponentTree> trees)
    {
        var remote = new List<ComponentDependency>();
        var seen = new HashSet<ComponentDependency>();
        while (trees.SelectMany(tree => tree.Planned()).SelectMany(component => component.Component.Dependencies.Select(on => (Component: component, On: on))).Where(pair => seen.Add(pair.On)).ToList() is { Count: > 0 } added)
        {
            foreach (var (component, on) in added)
            {
                if (on.Computer is not null) remote.Add(on);
                else if (trees.Find(tree => tree.Writer.Writer == on.Writer && tree.Has(on.On)) is { } tree) tree.Require(on.On);
                else throw new WorkloadException(WorkloadFault.NotPossible, $"{component} must be backed up together with {on.On} of writer {on.Writer}, which is not there.", "Start the application whose writer that is.");
            }
        }
        return remote;
    }

    private static bool IsNeeded(FileSet set, ShadowBackupType type) => (set.Needs & type switch
    {
        ShadowBackupType.Incremental => FileNeeds.Incremental,
        ShadowBackupType.Differential => FileNeeds.Differential,
        ShadowBackupType.Log => FileNeeds.Log,
        _ => FileNeeds.Full,
    }) != 0;

    private static FileSet Located(FileSet set, WindowsPaths paths) =>
        set with { Path = paths.Expand(set.Path), AlternatePath = set.AlternatePath is { Length: > 0 } alternate ? paths.Expand(alternate) : null };
}
