namespace Holdfast.Workloads.Applications;


/// <summary>Never logged, never written: <see cref="ToString"/> leaves the password out.</summary>
public sealed record WorkloadCredential(string User, string Password)
{
    public override string ToString() => $"{User} with a password";
}
