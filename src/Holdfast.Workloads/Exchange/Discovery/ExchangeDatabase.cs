using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.Exchange.Discovery;

/// <summary>A database as the writer's metadata has it.</summary>
/// <param name="Server">As the writer names it.</param>
/// <param name="Name">As people call it; its id where the writer does not say.</param>
/// <param name="Components">What VSS must be told of to have all of it.</param>
/// <param name="Files">Its file sets, those of its parts among them.</param>
internal sealed record ExchangeDatabase(
    WriterMetadata Writer, string Server, Guid Id, string Name, IReadOnlyList<ComponentPath> Components, IReadOnlyList<FileSet> Files);
