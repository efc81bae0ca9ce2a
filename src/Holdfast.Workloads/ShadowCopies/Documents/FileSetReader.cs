namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Reads elements that name files: folder, pattern, and how they are treated.</summary>
internal sealed class FileSetReader(DocumentScan scan)
{
    private string _folder = "";

    /// <exception cref="Inspection.MalformedFileException">It names no folder or no pattern.</exception>
    public FileSet Read(FileSetUse use = FileSetUse.Files)
    {
        scan.Count();
        string? path = null, pattern = null, alternate = null;
        var recursive = false;
        var needs = FileNeeds.Usual;
        scan.Attributes(() =>
        {
            switch (scan.Name)
            {
                case "path":
                    path = Folder(scan.Value);
                    return true;
                case "filespec":
                    pattern = scan.Value;
                    return true;
                case "recursive":
                    recursive = scan.YesOrNo();
                    return true;
                case "alternatePath":
                    alternate = scan.Value;
                    return true;
                case "filespecBackupType":
                    needs = (FileNeeds)scan.Number();
                    return true;
                default:
                    return false;
            }
        });
        return new FileSet(scan.Require(path, "a folder (path)"), scan.Require(pattern, "a pattern (filespec)"), recursive, alternate, needs, use);
    }

    /// <summary>Most sets name the folder of the one before: kept once.</summary>
    private string Folder(string path) => path == _folder ? _folder : _folder = path;
}
