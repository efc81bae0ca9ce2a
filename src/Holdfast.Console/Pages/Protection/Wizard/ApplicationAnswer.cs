using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What an application said of itself, or why it said nothing.</summary>
public sealed record ApplicationAnswer(ApplicationInfo? Info, HoldfastException? Failure);
