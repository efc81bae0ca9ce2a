using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>An application that was named by its address, and has answered.</summary>
/// <param name="IsInstance">What it holds is to join, not it itself.</param>
/// <param name="Options">Its settings by name; null where none were given.</param>
public sealed record AddedApplication(Place Place, ApplicationInfo Info, bool IsInstance, IReadOnlyDictionary<string, string>? Options);
