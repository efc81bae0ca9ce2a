using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api;

/// <summary>What went wrong in a job. <paramref name="Item"/>: the item's path relative to the datasource's root, or null for the job itself.</summary>
public sealed record JobError(ErrorCode Code, string Message, string Remedy, string? Item);
