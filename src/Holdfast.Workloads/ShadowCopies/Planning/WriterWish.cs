using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>What is wanted of a writer.</summary>
/// <param name="Writer">Its class; every instance of it.</param>
/// <param name="Components">Null for all.</param>
public sealed record WriterWish(Guid Writer, IReadOnlyList<ComponentPath>? Components = null)
{
    /// <summary>Everything of all writers of these usages, such as what Windows needs to start.</summary>
    public static IReadOnlyList<WriterWish> Of(IEnumerable<WriterMetadata> writers, params ReadOnlySpan<WriterUsage> usages)
    {
        var wanted = usages.ToArray();
        return [.. writers.Where(writer => wanted.Contains(writer.Usage)).Select(writer => new WriterWish(writer.Writer)).Distinct()];
    }
}
