using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>A component as VSS is told of it.</summary>
/// <param name="Writer">Class of its writer.</param>
/// <param name="Instance">Of the writer; a restore does not need it.</param>
public sealed record ComponentId(Guid Writer, Guid Instance, ComponentKind Kind, ComponentPath Path);
