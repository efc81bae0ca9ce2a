using System.DirectoryServices.Protocols;
using System.Globalization;
using System.Net;
using System.Text;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Accounts;

/// <summary>Signs in by binding to an LDAP directory as the person, over TLS only, and reads the person's groups with the person's own rights.</summary>
internal sealed class LdapDirectory : IDirectory
{
    private const int InvalidCredentials = 49;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    private readonly Uri server;
    private readonly string userFormat, searchBase;
    private readonly RoleMap roles;

    private LdapDirectory(Uri server, string userFormat, string searchBase, RoleMap roles) =>
        (this.server, this.userFormat, this.searchBase, this.roles) = (server, userFormat, searchBase, roles);

    /// <summary>Null where the settings name no directory.</summary>
    internal static LdapDirectory? From(Settings settings)
    {
        if (settings.Get(DirectorySettings.LdapServer) is not { } server) return null;
        if (settings.Get(DirectorySettings.LdapUserFormat) is not { } format || settings.Get(DirectorySettings.LdapSearchBase) is not { } searchBase)
            throw new HoldfastException(ErrorCode.BadRequest, "ldapServer takes ldapUserFormat and ldapSearchBase as well.", "Correct settings.json (docs/configuration.md).");
        if (settings.Get(DirectorySettings.LdapCertificateFile) is { } trusted && !OperatingSystem.IsWindows()) LdapTrust.Use(trusted);
        return new LdapDirectory(new Uri(server), format, searchBase, new RoleMap(settings.Get(DirectorySettings.LdapRoles)));
    }

    public ExternalIdentity? SignIn(string name, string password)
    {
        // An empty password would be an anonymous bind, which succeeds; other characters could name somebody else.
        if (password.Length == 0 || name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')) return null;
        try
        {
            using var connection = Connect();
            connection.Bind(new NetworkCredential(userFormat.Replace("{0}", name, StringComparison.Ordinal), password));
            return new ExternalIdentity(name, roles.Highest(Groups(connection, name)));
        }
        catch (LdapException failure) when (failure.ErrorCode == InvalidCredentials)
        {
            return null;
        }
        catch (Exception failure) when (failure is LdapException or DirectoryOperationException or TlsOperationException)
        {
            throw new HoldfastException(ErrorCode.DirectoryUnreachable, $"The directory {server.Host} failed: {failure.Message}", inner: failure);
        }
    }

    private LdapConnection Connect()
    {
        var isTls = server.Scheme == "ldaps";
        var connection = new LdapConnection(new LdapDirectoryIdentifier(server.Host, server.Port > 0 ? server.Port : isTls ? 636 : 389, fullyQualifiedDnsHostName: true, connectionless: false))
        {
            AuthType = AuthType.Basic, Timeout = patience, AutoBind = false,
        };
        var options = connection.SessionOptions;
        options.ProtocolVersion = 3;
        options.ReferralChasing = ReferralChasingOptions.None;
        if (isTls)
        {
            options.SecureSocketLayer = true;
            return connection;
        }
        if (!OperatingSystem.IsWindows())
        {
            // Elsewhere the connection is made by a bind, and TLS can only begin on one that is made: nobody's bind, which tells nothing.
            connection.AuthType = AuthType.Anonymous;
            connection.Bind();
            connection.AuthType = AuthType.Basic;
        }
        options.StartTransportLayerSecurity(null);
        return connection;
    }

    // Active Directory lists a user's groups at the user, other directories list users at their groups.
    private List<string> Groups(LdapConnection connection, string name)
    {
        var groups = new List<string>();
        var user = Search(connection, $"(|(uid={name})(sAMAccountName={name})(userPrincipalName={Escaped(userFormat.Replace("{0}", name, StringComparison.Ordinal))}))", "memberOf");
        // Several people with one name: nobody can tell who is meant.
        if (user.Count > 1) return [];
        var membership = $"(memberUid={name})";
        if (user.Count == 1)
        {
            var person = user[0];
            foreach (var group in Values(person, "memberOf")) groups.AddRange([group, CommonName(group)]);
            var dn = Escaped(person.DistinguishedName);
            membership = $"(|(member={dn})(uniqueMember={dn}){membership})";
        }
        foreach (SearchResultEntry group in Search(connection, membership, "cn")) groups.AddRange([group.DistinguishedName, .. Values(group, "cn")]);
        return groups;
    }

    private SearchResultEntryCollection Search(LdapConnection connection, string filter, string attribute)
    {
        var request = new SearchRequest(searchBase, filter, SearchScope.Subtree, attribute) { SizeLimit = 1000 };
        return ((SearchResponse)connection.SendRequest(request, patience)).Entries;
    }

    private static IEnumerable<string> Values(SearchResultEntry entry, string attribute) =>
        entry.Attributes.Contains(attribute) ? entry.Attributes[attribute].GetValues(typeof(string)).Cast<string>() : [];

    private static string CommonName(string dn) =>
        dn.StartsWith("cn=", StringComparison.OrdinalIgnoreCase) ? dn[3..].Split(',', 2)[0] : dn;

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(text))
            if (char.IsAsciiLetterOrDigit((char)part) || part is (byte)'=' or (byte)',' or (byte)'.' or (byte)'-' or (byte)'@' or (byte)' ') escaped.Append((char)part);
            else escaped.Append('\\').Append(part.ToString("x2", CultureInfo.InvariantCulture));
        return escaped.ToString();
    }
}
