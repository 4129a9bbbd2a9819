select count(*) as erasures from core.erasures where dataset = $dataset
