using System.Globalization;
using Holdfast.Format;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Index;

/// <summary>
/// The folder of the index: <c>manifest</c>, the runs that it names, and <c>lock</c>, which one process holds. Files that the
/// manifest does not name are left over from a kill, and removed when the folder is opened.
/// </summary>
internal sealed class IndexDirectory : IDisposable
{
    private const string RunSuffix = ".run", TemporarySuffix = ".tmp";

    private readonly string folder;
    private readonly FileStream held;

    /// <exception cref="IOException">Another process, or this one, has the index open.</exception>
    public IndexDirectory(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        _ = Directory.CreateDirectory(this.folder);
        held = new FileStream(Path.Combine(this.folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private string ManifestPath => Path.Combine(folder, "manifest");

    public string RunPath(ulong sequence) => Path.Combine(folder, sequence.ToString("x16", CultureInfo.InvariantCulture) + RunSuffix);

    /// <summary>Opens what is sound; adds a line to <paramref name="discarded"/> for all else. Leftovers are removed.</summary>
    public (IReadOnlyList<Run> Runs, ulong NextSequence) Load(List<string> discarded)
    {
        var manifest = LoadManifest(discarded);
        var runs = new List<Run>();
        foreach (var expected in manifest.Runs)
        {
            try
            {
                runs.Add(Run.Open(RunPath(expected.Sequence), expected));
            }
            catch (Exception error) when (error is IOException or MalformedDataException)
            {
                discarded.Add($"Index run {expected.Sequence}: {error.Message}");
            }
        }
        RemoveAllBut(runs);
        return (runs, manifest.NextSequence);
    }

    /// <summary>On return the runs listed, and no others, are the index that the next opening finds.</summary>
    /// <exception cref="DurabilityException">The next opening finds either what was before or this.</exception>
    public void Save(IReadOnlyList<Run> runs, ulong nextSequence) =>
        DurableFile.WriteAtomically(ManifestPath, new Manifest(nextSequence, [.. runs.Select(ManifestRun.Of)]).Encode());

    public long ManifestBytes()
    {
        var file = new FileInfo(ManifestPath);
        return file.Exists ? file.Length : 0;
    }

    public void Dispose() => held.Dispose();

    private Manifest LoadManifest(List<string> discarded)
    {
        try
        {
            return Manifest.Decode(DurableFile.ReadAll(ManifestPath));
        }
        catch (FileNotFoundException)
        {
            // A new index, or one whose manifest was deleted: without it runs may repeat each other, so they are not believed.
            if (Leftovers().Any(file => file.Name.EndsWith(RunSuffix, StringComparison.Ordinal)))
                discarded.Add("Index manifest: missing.");
        }
        catch (Exception error) when (error is IOException or MalformedDataException)
        {
            discarded.Add($"Index manifest: {error.Message}");
        }
        return new Manifest(1, []);
    }

    private void RemoveAllBut(List<Run> runs)
    {
        var kept = runs.Select(run => RunPath(run.Sequence)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Leftovers().Where(file => !kept.Contains(file.FullName))) DurableFile.Remove(file.FullName);
    }

    private IEnumerable<FileInfo> Leftovers() => new DirectoryInfo(folder).GetFiles().Where(file =>
        file.Name.EndsWith(RunSuffix, StringComparison.Ordinal) || file.Name.EndsWith(TemporarySuffix, StringComparison.Ordinal));
}
