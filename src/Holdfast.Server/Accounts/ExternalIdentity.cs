using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Accounts;

/// <summary>Somebody that a directory or an OpenID provider knows, and the highest role that the settings give; none where their groups are not listed.</summary>
internal sealed record ExternalIdentity(string Name, Roles Role);
