using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>Files of a component go to another folder; their names stay.</summary>
public sealed record NewTarget(FileSet Files, string Folder);
