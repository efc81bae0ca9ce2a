namespace Holdfast.Shell.Automation;

/// <summary>Lets a parameter take the name of an account, and asks for its password.</summary>
public sealed class CredentialAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is string name ? SecretPrompt.AskCredential(name) : inputData;
}
