namespace Holdfast.Protection.Groups.Policy;

/// <summary>When the first copy of a new member is made.</summary>
/// <param name="Later">With <see cref="ReplicaCreationMethod.Later"/>: when, in the group's zone.</param>
public sealed record ReplicaCreation(ReplicaCreationMethod Method = ReplicaCreationMethod.Now, DateTime? Later = null);
