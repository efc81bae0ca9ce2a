using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Agents.Data;

/// <summary>Errors on the wire.</summary>
internal static class Failures
{
    private const int LongestText = 4000;

    internal static Failure Of(HoldfastException error) => new() { Code = (uint)error.Code, Message = error.Message, Remedy = error.Remedy };

    /// <summary>What an agent says, cut to a sane length: it goes into the catalog.</summary>
    internal static HoldfastException From(Failure failure) =>
        new((ErrorCode)(int)Math.Min(failure.Code, int.MaxValue), Cut(failure.Message), failure.Remedy.Length == 0 ? null : Cut(failure.Remedy));

    internal static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
