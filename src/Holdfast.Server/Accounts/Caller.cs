using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Accounts;

/// <summary>Who sent a request.</summary>
/// <param name="Name">As the audit log names it.</param>
/// <param name="AccountId">Null for the local caller, and for whoever signed in by a directory or an OpenID provider.</param>
/// <param name="SessionHash">Null for the local caller.</param>
internal sealed record Caller(string Name, Roles Role, CallerScope Scope, string? AccountId, string? SessionHash)
{
    /// <summary>The holder of the data folder's token.</summary>
    internal static Caller Local { get; } = new("local", Roles.Administrator, CallerScope.Everything, null, null);

    /// <summary>The holder of that token, also in a browser that a link let in.</summary>
    internal bool IsOfToken => AccountId is null && Name == Local.Name;

    internal bool IsLocal => ReferenceEquals(this, Local);
}
