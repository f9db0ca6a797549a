-- Works that claims refer to are part of the notice's draft, which the digest of approvals covers; nothing was ever written here.
DROP TABLE palinode.case_sources;
