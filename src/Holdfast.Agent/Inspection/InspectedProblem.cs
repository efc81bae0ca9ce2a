using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Inspection;

/// <param name="Offset">Byte of the file at which it shows first; null where there is no such place.</param>
public sealed record InspectedProblem(ErrorCode Code, string Message, long? Offset);
