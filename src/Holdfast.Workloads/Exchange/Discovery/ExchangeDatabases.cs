using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Addresses;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.Exchange.Discovery;

/// <summary>Finds databases in the metadata of Exchange's writers. Paths are taken as they stand there: all that is known of them is that a database's path holds its id, and its server before that. A server
/// has one copy of a database at most: whether mailboxes are used from it, writers of Exchange 2013 and later do not say.</summary>
internal static class ExchangeDatabases
{
    /// <summary>Of the Information Store, and of the replication service where that has one of its own.</summary>
    public static readonly Guid Writer = new("76fe1ac4-15f7-4bcd-987e-8e1acb462fb7");

    public static IReadOnlyList<ExchangeDatabase> Read(IEnumerable<WriterMetadata> writers) => [.. writers.Where(writer => writer.Writer == Writer).SelectMany(Of)];

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it is not there.</exception>
    public static ExchangeDatabase Find(IReadOnlyList<WriterMetadata> writers, ExchangeAddress address)
    {
        if (writers.All(writer => writer.Writer != Writer))
            throw new WorkloadException(WorkloadFault.NotPossible, "Microsoft Exchange Writer is not among the writers of this computer.", "Start the services Microsoft Exchange Information Store and Microsoft Exchange Replication; vssadmin list writers shows the writer.");
        return Read(writers).FirstOrDefault(database => database.Id == address.Database && address.IsOn(database.Server))
            ?? throw new WorkloadException(WorkloadFault.NotPossible, $"The writer of this computer does not have database {address.Database} of {address.Server}.", "Mount it; recovery databases and databases that are not mounted are not backed up. Or protect it on the server that has it.");
    }

    private static IEnumerable<ExchangeDatabase> Of(WriterMetadata writer)
    {
        var parts = writer.Components.Select(component => (Component: component, Place: Place(component.Path))).Where(part => part.Place is not null).GroupBy(part => part.Place!.Value);
        foreach (var part in parts)
        {
            var components = part.Select(found => found.Component).ToList();
            var top = components.Where(component => !components.Exists(other => component.Path.IsBeneath(other.Path))).Select(component => component.Path).ToList();
            var name = components.Where(component => top.Contains(component.Path)).Select(component => component.Caption).FirstOrDefault(caption => !string.IsNullOrWhiteSpace(caption));
            yield return new ExchangeDatabase(writer, part.Key.Server, part.Key.Id, name ?? part.Key.Id.ToString(), top, [.. components.SelectMany(component => component.Files)]);
        }
    }

    private static (string Server, Guid Id)? Place(ComponentPath path)
    {
        var steps = path.Full.Split('\\', StringSplitOptions.RemoveEmptyEntries);
        for (var at = steps.Length - 1; at > 0; at--)
            if (Guid.TryParse(steps[at], out var id)) return (steps[at - 1].ToUpperInvariant(), id);
        return null;
    }
}
