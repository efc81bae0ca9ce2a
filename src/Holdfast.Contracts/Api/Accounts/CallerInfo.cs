namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Who is asking.</summary>
/// <param name="Name">The account; "local" for the holder of the data folder's token.</param>
/// <param name="Role">administrator, operator, recoveryOperator, reader.</param>
/// <param name="Servers">Production servers that it is limited to; with <paramref name="Groups"/> empty as well: all.</param>
/// <param name="Groups">Names of the protection groups that it is limited to.</param>
public sealed record CallerInfo(string Name, string Role, IReadOnlyList<string> Servers, IReadOnlyList<string> Groups);
