using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <param name="Text">The document as the service gave it.</param>
public sealed record WriterDocument(string Text, WriterMetadata Metadata);
