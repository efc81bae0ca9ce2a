namespace Holdfast.Server.Setup.Checks;

/// <summary>The computer's clock beside another one.</summary>
/// <param name="Skew">How far it is ahead; null where none was asked.</param>
/// <param name="Source">Whose clock that is.</param>
/// <param name="Skipped">Why none was asked, or did not answer.</param>
internal sealed record ClockFacts(TimeSpan? Skew, string? Source, string? Skipped);
