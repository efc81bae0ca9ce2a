using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Recovery;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Puts the files of a shadow copy back: with SqlServerWriter, so that logs can follow, or beside it, to be attached.</summary>
internal sealed class ShadowRestore(IShadowCopyService service, IPointContent content, TimeProvider clock, IWorkloadProgress progress, Action<string> note)
{
    /// <summary>Has the writer make room for the database, copies its files, and has the writer take them over; the database is left restoring.</summary>
    /// <param name="name">Of the database afterwards.</param>
    /// <param name="moves">Where its files go; empty: where they were.</param>
    /// <param name="replacing">Hears when what has the name now is about to go.</param>
    public void Run(HeldSet held, string name, IReadOnlyList<FileMove> moves, Action replacing, CancellationToken cancellation) => ShadowFaults.Guard(() =>
    {
        var items = ShadowItems.Of(held.Set);
        var document = Text(held, items.Components);
        var writer = VssDocuments.ReadWriter(Text(held, items.Writer));
        var chosen = VssDocuments.ReadComponents(document).Writers.Where(choice => choice.Writer == SqlWriterRestore.Writer).SelectMany(choice => choice.Components)
            .FirstOrDefault(component => string.Equals(component.Path.Name, held.Set.Database, StringComparison.OrdinalIgnoreCase))
            ?? throw new WorkloadException(WorkloadFault.ContentWrong, $"The point's document does not name {held.Set.Database}.", "Choose another point.");
        var places = new ShadowPlaces(held.Set.Files, moves);
        var told = new SqlWriterRestore(chosen.Path.LogicalPath, chosen.Path.Name, AdditionalRestores: true) { NewName = string.Equals(name, chosen.Path.Name, StringComparison.OrdinalIgnoreCase) ? null : name };
        var component = new ComponentId(SqlWriterRestore.Writer, Guid.Empty, chosen.Kind, told.Path);
        var sets = writer.Components.Where(known => known.Path.Equals(told.Path)).SelectMany(known => known.Files);
        var targets = sets.Select(set => new NewTarget(set, places.FolderOf(set))).Where(target => !string.Equals(target.Folder, target.Files.Path, StringComparison.OrdinalIgnoreCase)).ToList();
        var request = new RestoreRequest(document, [new RestoredComponent(component, [], targets, told.Options, told.AdditionalRestores)])
        {
            Check = writers => Check(writers, targets.Count > 0), Preparing = replacing, Note = note, Copy = () => Copy(held, items, places, cancellation),
        };
        RestoreSession.Run(service, request, clock, cancellation);
        return true;
    });

    /// <summary>Copies the files to where they will be attached.</summary>
    /// <returns>Paths of the database's own files, the primary one first.</returns>
    public IReadOnlyList<string> Copy(HeldSet held, IReadOnlyList<FileMove> moves, CancellationToken cancellation) => ShadowFaults.Guard(() =>
    {
        var places = new ShadowPlaces(held.Set.Files, moves);
        Copy(held, ShadowItems.Of(held.Set), places, cancellation);
        return (IReadOnlyList<string>)[.. held.Set.Files.Select(file => places.PathOf(file.PhysicalName))];
    });

    private static void Check(IReadOnlyList<WriterMetadata> writers, bool moves)
    {
        var writer = writers.FirstOrDefault(writer => writer.Writer == SqlWriterRestore.Writer)
            ?? throw new WorkloadException(WorkloadFault.NotPossible, "SqlServerWriter is not among the writers of this computer.", "Start the service SQL Server VSS Writer (SQLWriter).");
        if (moves && !writer.Schema.HasFlag(BackupSchema.NewTarget))
            throw new WorkloadException(WorkloadFault.NotPossible, "This SqlServerWriter cannot restore files to other folders.", "Recover to the original place, or to a folder.");
    }

    private void Copy(HeldSet held, ShadowItems items, ShadowPlaces places, CancellationToken cancellation)
    {
        foreach (var item in held.Set.Items.Where(items.IsFile))
        {
            using var source = content.OpenRead(held.Point, item);
            using var target = service.Files.Create(places.PathOf(items.PathOf(item)));
            ShadowFile.Read(source, hasPages: false, bytes =>
            {
                target.Write(bytes);
                progress.Read(bytes.Length);
            }, cancellation);
        }
    }

    private string Text(HeldSet held, string item)
    {
        using var reader = new StreamReader(content.OpenRead(held.Point, item), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
