using Holdfast.Contracts.Accounts;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Accounts;

/// <summary>Keys of settings.json about an LDAP directory and an OpenID Connect provider.</summary>
public static class DirectorySettings
{
    public static TextSetting LdapServer { get; } = new(
        "ldapServer", null, "ldaps://HOST[:PORT], or ldap://HOST[:PORT] with StartTLS", "LDAP directory or Active Directory that people sign in with; never without TLS",
        text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "ldap" or "ldaps" && uri.Host.Length > 0 ? null : "must be like ldaps://dc.example.org.");

    public static TextSetting LdapUserFormat { get; } = new(
        "ldapUserFormat", null, "a text with {0}", "what a name becomes for the bind: `uid={0},ou=people,dc=example,dc=org`, or `{0}@example.org` with Active Directory",
        text => text.Contains("{0}", StringComparison.Ordinal) ? null : "must contain {0}, where the name goes.");

    public static TextSetting LdapSearchBase { get; } = new("ldapSearchBase", null, "a distinguished name", "below it users and their groups are looked up");

    public static ListSetting LdapRoles { get; } = Roles("ldapRoles", "roles of groups, such as `[\"Backup Admins=administrator\"]`; a group by its common name or distinguished name");

    public static TextSetting LdapCertificateFile { get; } = new(
        "ldapCertificateFile", null, "a path", "CA certificates (PEM) that the directory's certificate is checked against; without it those of the computer. Linux only");

    public static TextSetting OpenIdAuthority { get; } = new(
        "oidcAuthority", null, "an https address", "OpenID Connect provider whose ID tokens sign in; for Entra ID `https://login.microsoftonline.com/TENANT/v2.0`",
        text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) ? null : "must be an https address.");

    public static TextSetting OpenIdClient { get; } = new("oidcClientId", null, "a text", "this server's client id at the provider: the audience of ID tokens");

    public static TextSetting OpenIdNameClaim { get; } = new("oidcNameClaim", "preferred_username", "a claim", "claim that names the person");

    public static TextSetting OpenIdRoleClaim { get; } = new("oidcRoleClaim", "roles", "a claim", "claim that holds roles or groups");

    public static ListSetting OpenIdRoles { get; } = Roles("oidcRoles", "roles of the values of that claim, such as `[\"Holdfast.Operator=operator\"]`");

    public static IReadOnlyList<Setting> Keys { get; } =
        [LdapServer, LdapUserFormat, LdapSearchBase, LdapRoles, LdapCertificateFile, OpenIdAuthority, OpenIdClient, OpenIdNameClaim, OpenIdRoleClaim, OpenIdRoles];

    private static ListSetting Roles(string name, string meaning) => new(name, [], "NAME=ROLE", "none", meaning, text =>
        text.LastIndexOf('=') is > 0 and var at && RoleNames.Parse(text[(at + 1)..]) != Contracts.Accounts.Roles.None
            ? null : $"holds '{text}'; it must be NAME=ROLE with one of {string.Join(", ", RoleNames.All)}.");
}
