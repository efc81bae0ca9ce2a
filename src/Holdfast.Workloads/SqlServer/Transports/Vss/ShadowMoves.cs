using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Gives the files of a database another folder under their own names.</summary>
internal static class ShadowMoves
{
    /// <param name="folder">Null: they stay where they were.</param>
    /// <param name="taken">Paths of files that other databases of the instance have.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.DestinationTaken"/>: another database has a file there, or two files would be one.</exception>
    public static IReadOnlyList<FileMove> Plan(IReadOnlyList<DatabaseFile> files, string? folder, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var moves = files.Select(file => new FileMove(file.LogicalName, folder is null ? file.PhysicalName : WindowsPaths.Join(folder.TrimEnd('\\'), WindowsPaths.FileName(file.PhysicalName)))).ToList();
        foreach (var move in moves)
            if (!used.Add(move.Path))
                throw new WorkloadException(WorkloadFault.DestinationTaken, $"{move.Path} belongs to a database already, and files of a shadow copy keep their names.", "Name another folder for the files.");
        return folder is null ? [] : moves;
    }
}
