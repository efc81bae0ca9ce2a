namespace Holdfast.Contracts.Api.Accounts;

/// <summary>An account. Passwords and second factors are never shown.</summary>
/// <param name="Role">administrator, operator, recoveryOperator, reader.</param>
/// <param name="Servers">Production servers that it is limited to; with <paramref name="Groups"/> empty as well: all.</param>
/// <param name="Groups">Names of the protection groups that it is limited to.</param>
/// <param name="SecondFactor">Signing in takes a code as well.</param>
public sealed record AccountInfo(
    string Id, string Name, string Role, IReadOnlyList<string> Servers, IReadOnlyList<string> Groups, bool SecondFactor, int RecoveryCodes,
    DateTimeOffset Created, DateTimeOffset? LastSignIn);
