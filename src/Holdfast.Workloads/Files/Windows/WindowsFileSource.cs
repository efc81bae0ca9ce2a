using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>A tree of files of Windows, in a shadow copy where one can be made, with all that Windows keeps of them.</summary>
internal sealed class WindowsFileSource : IFileSource
{
    private readonly TimeProvider _time;
    private readonly ShadowCopySession? _session;
    private readonly string? _whyLive;
    private readonly IChangeJournals? _journals;
    private readonly UsnPosition? _position;

    private WindowsFileSource(IWindowsFileApi api, string root, string? single, TimeProvider time, ShadowCopySession? session, string? whyLive, IChangeJournals? journals, UsnPosition? position)
    {
        (Api, Root, SingleName, _time, _session, _whyLive, _journals, _position) = (api, root, single, time, session, whyLive, journals, position);
        Place = session?.InSnapshot(root).TrimEnd('\\') ?? root;
    }

    public IWindowsFileApi Api { get; }

    public string Root { get; }

    public bool IsSnapshot => _session is not null;

    /// <summary>The root as Windows is asked for it.</summary>
    public string Place { get; }

    /// <summary>The only name to list, where a single file was asked for.</summary>
    public string? SingleName { get; }

    /// <summary>A file whose time lies in this second or later may change once more without showing it.</summary>
    public long GuardSecond => IsSnapshot ? long.MaxValue : _time.GetUtcNow().ToUnixTimeSeconds() - 1;

    /// <param name="platform">Without shadow copies the live tree is read, without journals everything is looked at.</param>
    /// <param name="path">Full, without a backslash at its end unless it is a volume's root.</param>
    /// <exception cref="IOException">Not found, or not readable.</exception>
    public static WindowsFileSource Open(IHostPlatform platform, string path, TimeProvider time)
    {
        var api = platform.WindowsFiles ?? throw new ArgumentException("It has no files of Windows.", nameof(platform));
        var found = api.Look(path);
        var slash = path.LastIndexOf('\\');
        var single = found.IsFolder || slash < 0 ? null : path[(slash + 1)..];
        // The root of a volume keeps its backslash: C: alone is another folder.
        var root = single is null ? path : path[..(slash > 0 && path[slash - 1] == ':' ? slash + 1 : slash)];
        // Nobody may take a tree for empty because it cannot be listed.
        if (single is null) _ = api.List(root).Any();
        // Before the shadow copy: what happens between the two is told to the next scan once more.
        var position = single is null ? PositionOf(platform.ChangeJournals, root) : null;
        var (session, why) = Snapshot(platform.ShadowCopies, root, time);
        try
        {
            return new WindowsFileSource(api, root, single, time, session, why, platform.ChangeJournals, position);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    public IEnumerable<DirectoryListing> Walk(ScanOptions options, IItemNotes notes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(notes);
        if (_whyLive is { } why) notes.Add(new ItemNote(NoteKind.SnapshotUnavailable, [], 0, $"The live tree is read, not a shadow copy: {why}"));
        var rules = new WindowsScanRules(options, Api.Registry());
        var kept = _position is { } position ? new KeptScan(position, rules.Fingerprint) : null;
        var root = WindowsItems.Of(Api.Look(Place), [], []);
        var before = kept is null ? null : Continue(options.Previous, root, kept, notes, ct);
        if (kept is not null) new WindowsMetadata { Scan = kept.ToBytes() }.ApplyTo(root);
        return new WindowsWalker(this, rules, before, notes).Walk(root, ct);
    }

    /// <summary>Tells the writers that the backup is complete. What was read is good whatever they say.</summary>
    public void Complete(IItemNotes notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        try
        {
            _session?.Complete(CancellationToken.None);
        }
        catch (Exception failure) when (failure is ShadowCopyFailure or TimeoutException)
        {
            notes.Add(new ItemNote(NoteKind.SnapshotUnavailable, [], 0, $"The backup is complete, and a writer of Windows did not take note: {failure.Message}"));
        }
    }

    /// <summary>Where an item is read.</summary>
    public string PathOf(ReadOnlySpan<byte> relative) => Join(Place, relative);

    /// <summary>Where an item is for people and for rules.</summary>
    public string NameOf(ReadOnlySpan<byte> relative) => Join(Root, relative);

    public void Dispose() => _session?.Dispose();

    private static string Join(string root, ReadOnlySpan<byte> relative)
    {
        if (relative.IsEmpty) return root;
        var rest = PortableName.Decode(relative) ?? throw new ArgumentException("Not a name of Windows.", nameof(relative));
        return $"{root.TrimEnd('\\')}\\{rest.Replace('/', '\\')}";
    }

    /// <summary>The tree before and what changed in it, where the journal tells all of that; asked now, behind the shadow copy, so that nothing in it is missed.</summary>
    private ChangedTree? Continue(IPreviousTree? previous, Item root, KeptScan now, IItemNotes notes, CancellationToken ct)
    {
        if (previous?.Root is not { } before || KeptScan.Read(WindowsMetadata.Of(before).Scan) is not { } last) return null;
        string why;
        if (!last.Rules.AsSpan().SequenceEqual(now.Rules)) why = "All files are looked at: what is taken of them is chosen otherwise than at the last backup.";
        else if (before.Inode != root.Inode) why = "All files are looked at: another folder stands in the place of the one that was backed up before.";
        else if (UsnScan.Run(_journals!, Root, last.Position, out why, ct) is { } plan) return new ChangedTree(previous, plan);
        notes.Add(new ItemNote(NoteKind.JournalUnusable, [], 0, why));
        return null;
    }

    private static UsnPosition? PositionOf(IChangeJournals? journals, string root)
    {
        try
        {
            return journals?.Query(root)?.Position;
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            // Such as on a share: the scan does without.
            return null;
        }
    }

    private static (ShadowCopySession? Session, string? Why) Snapshot(IShadowCopyService? service, string root, TimeProvider time)
    {
        if (service is null) return (null, "there is no Volume Shadow Copy Service.");
        if (!service.IsReady(out var why)) return (null, why);
        try
        {
            var request = new BackupRequest(ShadowBackupType.Copy, _ => []) { Volumes = [service.Files.VolumeOf(root)] };
            return (ShadowCopySession.Take(service, request, time, _ => { }, CancellationToken.None), null);
        }
        catch (Exception failure) when (failure is ShadowCopyFailure or TimeoutException or WorkloadException or IOException)
        {
            return (null, failure.Message);
        }
    }
}
