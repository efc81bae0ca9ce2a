namespace Holdfast.Contracts.Api.Accounts;

public sealed record AccountList(IReadOnlyList<AccountInfo> Accounts);
