using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>The three ways in which a check ends.</summary>
/// <param name="Id">The check's.</param>
/// <param name="Found">What there is.</param>
internal readonly record struct Verdict(string Id, string Title, string Found)
{
    internal SetupCheck Passed() => new(Id, Title, SetupCheck.Passed, Found);

    internal SetupCheck Warns(string reason, string remedy) => new(Id, Title, SetupCheck.Warning, Found, reason, remedy);

    internal SetupCheck Fails(string reason, string remedy) => new(Id, Title, SetupCheck.Failed, Found, reason, remedy);
}
