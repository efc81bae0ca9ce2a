namespace Holdfast.Shell.Running;

/// <summary>What somebody answered to whether something may be done.</summary>
internal enum Consent
{
    Yes,
    YesToAll,
    No,
    NoToAll,
}
