namespace Holdfast.Contracts.Errors;

/// <summary>What is always true of an error, whatever the occasion.</summary>
/// <param name="Title">A few words, without a full stop.</param>
/// <param name="Cause">Why it happens.</param>
/// <param name="Remedy">What to do about it, unless the occasion knows better.</param>
/// <param name="HttpStatus">Status of an API answer that carries it.</param>
/// <param name="ExitCode">Exit code of the command line: 1 failed, 2 wrong usage, 3 done with items missing, 4 not reachable, 5 refused.</param>
public sealed record ErrorInfo(ErrorCode Code, string Title, string Cause, string Remedy, int HttpStatus, int ExitCode);
