namespace Holdfast.Console.Hosting;

/// <summary>Addresses to which a page may send a browser on.</summary>
internal static class LocalAddress
{
    /// <summary>The address where it is a path of this server, otherwise the first page: a link to sign in must not lead to somebody else.</summary>
    internal static string Or(string? address, string first = "/") =>
        address is ['/', ..] && address is not ['/', '/', ..] and not ['/', '\\', ..] && !address.Any(char.IsControl) ? address : first;
}
