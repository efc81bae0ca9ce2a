using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Reads the list that DiskShadow puts beside the documents.</summary>
internal sealed class SnapshotManifestReader(DocumentScan scan)
{
    public const string Root = "Manifest";

    private readonly Dictionary<string, string> _values = [];
    private readonly List<ManifestCopy> _copies = [];
    private readonly List<ManifestWriter> _writers = [];
    private Guid _set;
    private string _computer = "";
    private string? _components;

    /// <param name="scan">At the root.</param>
    /// <exception cref="MalformedFileException">It does not follow the format.</exception>
    public SnapshotManifest Read()
    {
        scan.Children(Part);
        if (_set == Guid.Empty) throw scan.Wrong("a set of shadow copies", "none");
        return new SnapshotManifest(_set, _computer, _copies, _components, _writers, scan.Unknown);
    }

    private void Part()
    {
        scan.Count();
        Values();
        switch (scan.Name)
        {
            case "ShadowCopySet":
                (_set, _computer) = (Id("GUID"), _values.GetValueOrDefault("MachineName", ""));
                scan.Children(Part);
                break;
            case "ShadowCopy":
                _copies.Add(new ManifestCopy(Id("GUID"), _values.GetValueOrDefault("OriginalVolume", ""), _values.GetValueOrDefault("Alias"), Id("Provider")));
                break;
            case "BackupComponents":
                _components = _values.GetValueOrDefault("File");
                break;
            case "Writers" or "Aliases":
                scan.Children(Part);
                break;
            case "Writer":
                // Blanks are written as %s.
                _writers.Add(new ManifestWriter(_values.GetValueOrDefault("Name", "").Replace("%s", " ", StringComparison.Ordinal), _values.GetValueOrDefault("MetadataFile", "")));
                break;
            case "Alias" or "Logfile":
                break;
            default:
                scan.UnknownElement();
                break;
        }
    }

    private void Values()
    {
        _values.Clear();
        scan.Attributes(() =>
        {
            _values[scan.Name] = scan.Value;
            return true;
        });
    }

    private Guid Id(string name) => Guid.TryParse(_values.GetValueOrDefault(name), out var id) ? id : throw scan.Wrong($"an id ({name})", _values.GetValueOrDefault(name, "none"));
}
