using Holdfast.Server.ObjectEndpoint.Signing;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>A request whose signature holds, of the bucket's own credential.</summary>
/// <param name="Key">Empty for the bucket itself.</param>
internal sealed record S3Call(HttpContext Context, S3Target Target, string Key, SignedBy<ObjectBucket> Signed)
{
    internal ObjectBucket Bucket => Signed.Signer;

    internal string? Query(string name) => Target.Value(name);

    /// <summary>A number of the query within bounds.</summary>
    /// <exception cref="S3Exception">InvalidArgument.</exception>
    internal int Bounded(string name, int otherwise, int least, int most)
    {
        if (Query(name) is not { } text) return otherwise;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new S3Exception(S3Error.InvalidArgument, $"{name} must be a number from {least} to {most}.");
    }
}
