using System.Text.RegularExpressions;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Agent;

/// <summary>Names of production servers. Case makes no difference between them.</summary>
public static partial class AgentNames
{
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadAgentName"/>.</exception>
    public static string Checked(string name) =>
        Allowed().IsMatch(name) ? name : throw new HoldfastException(ErrorCode.BadAgentName, "The name of the agent cannot be used.");

    /// <summary>What two spellings of one name have in common.</summary>
    public static string Key(string name) => name.ToUpperInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
