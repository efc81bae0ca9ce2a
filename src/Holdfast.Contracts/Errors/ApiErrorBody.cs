namespace Holdfast.Contracts.Errors;

/// <summary>The body of every API answer that is not a success.</summary>
public sealed record ApiErrorBody(ApiError Error);
