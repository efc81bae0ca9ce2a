namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>A request whose signature holds; its body has not been looked at.</summary>
/// <param name="Seed">The request's own signature, with which those of its body's chunks begin.</param>
/// <param name="PayloadHash">What was signed about the body: its SHA-256, or a word that says how it is protected.</param>
internal sealed record SignedBy<T>(T Signer, SigningKey Key, CredentialScope Scope, string Stamp, string Seed, string PayloadHash) where T : class, ISigner
{
    internal BodySignature ForBody() => new(Key, Scope, Stamp, Seed);
}
